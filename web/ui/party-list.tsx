import { Fragment } from 'react';
import { SecretSentence } from './secret-sentence.tsx';
import type { PartyProps } from './types.ts';

export function PartyList({ parties }: { readonly parties: readonly PartyProps[] }) {
  return (
    <dl className="parties">
      {parties.map((party) => (
        <Fragment key={party.role}>
          <dt>{party.role}</dt>
          <dd>
            {party.secret ? <SecretSentence text={party.secret} /> : party.names.map((name) => <div key={name}>{name}</div>)}
            {party.note && <span className="note">{party.note}</span>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
