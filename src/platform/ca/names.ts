import type { Bytes } from '#kernel/bytes.ts';
import { utf8 } from '#kernel/bytes.ts';
import { oid, sequence, tag, text, tlv } from './der.ts';
import type { Node } from './der-reader.ts';
import { childrenOf, expect, readOid, readText } from './der-reader.ts';

/** Attributes of a distinguished name that this platform writes or reads. */
export const attribute = {
  country: '2.5.4.6',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  organizationIdentifier: '2.5.4.97',
  userId: '0.9.2342.19200300.100.1.1',
} as const;

export type AttributeName = keyof typeof attribute;
export type DistinguishedName = { readonly [name in AttributeName]?: string };

const nameOf = new Map<string, AttributeName>(Object.entries(attribute).map(([name, id]) => [id, name as AttributeName]));
const printable = new Set<AttributeName>(['country', 'serialNumber']);

/** Name ::= one attribute to each RDN, in the order given. */
export function derName(name: DistinguishedName): Bytes {
  const rdns = (Object.entries(name) as [AttributeName, string][]).map(([key, value]) => {
    const written = printable.has(key) ? tlv(tag.printableString, utf8(value)) : text(value);
    return tlv(tag.set, sequence(oid(attribute[key]), written));
  });
  return sequence(...rdns);
}

/** Attributes known here; others are passed over. Of a repeated attribute the first stands. */
export function readName(node: Node | undefined): DistinguishedName {
  const name: { [key in AttributeName]?: string } = {};
  for (const rdn of childrenOf(expect(node, tag.sequence))) {
    for (const pair of childrenOf(expect(rdn, tag.set))) {
      const [type, value] = childrenOf(expect(pair, tag.sequence));
      const key = nameOf.get(readOid(type));
      if (key !== undefined && name[key] === undefined) name[key] = readText(value);
    }
  }
  return name;
}

/** How a name is shown: the person or machine, and the organisation behind it. */
export function showName(name: DistinguishedName): string {
  const parts = [...new Set([name.commonName, name.organization])].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join('，') : '无名';
}
