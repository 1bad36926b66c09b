import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z, type ZodType } from 'zod';
import { roles } from '#kernel/roles.ts';
import { fullPlatform } from './full-platform.testing.ts';

type Schema = { readonly [keyword: string]: unknown };
type Operation = {
  readonly summary?: string;
  readonly security?: readonly Schema[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>>;
};
type Document = { readonly openapi: string; readonly info: Schema; readonly components: { readonly securitySchemes: Schema }; readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const { app, platform } = await fullPlatform();
const answer = await app.inject('/api/openapi.json');
const document = answer.json<Document>();
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
const open = [...platform.pipeline.definitions.values()].filter((definition) => definition.roles.some((role) => roles[role].duty !== 'system'));

/** What JSON Schema 2020-12 knows of, as far as this API speaks it. A keyword of another version would mean another thing here. */
const keywords: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: (value) => [value].flat().every((name) => ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'].includes(String(name))),
  properties: areSchemas, required: areStrings, additionalProperties: isSchemaOrFlag, propertyNames: isSchema, items: isSchemaOrFlag,
  prefixItems: isSchemaList, anyOf: isSchemaList, oneOf: isSchemaList, allOf: isSchemaList, not: isSchema, enum: Array.isArray, const: () => true, default: () => true,
  minimum: isNumber, maximum: isNumber, exclusiveMinimum: isNumber, exclusiveMaximum: isNumber, multipleOf: isNumber, minLength: isCount, maxLength: isCount, minItems: isCount, maxItems: isCount,
  minProperties: isCount, maxProperties: isCount, uniqueItems: isFlag, pattern: (value) => typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp,
  format: isText, contentEncoding: isText, description: isText, title: isText, $schema: (value) => value === 'https://json-schema.org/draft/2020-12/schema',
};

function isSchema(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const [keyword, inside] of Object.entries(value)) assert.ok(keywords[keyword]?.(inside), `${keyword}: ${JSON.stringify(inside)?.slice(0, 200)}`);
  return true;
}
function isSchemaOrFlag(value: unknown): boolean {
  return isFlag(value) || isSchema(value);
}
function isSchemaList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isSchema);
}
function areSchemas(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isSchema);
}
function areStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;
}
function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
function isText(value: unknown): boolean {
  return typeof value === 'string';
}
function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

/** One value allowed and a list of one are the same. */
function normal(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(normal);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema').map(([name, value]) => (name === 'const' ? ['enum', [value]] : [name, normal(value)])));
}

describe('the description of the API', () => {
  test('R-170 is OpenAPI 3.1: every operation, parameter, body and answer is well formed', () => {
    assert.equal(answer.statusCode, 200);
    assert.equal(document.openapi, '3.1.0');
    assert.ok(isText(document.info['title']) && isText(document.info['version']));
    assert.ok(operations.length > 90);
    for (const { path, method, operation } of operations) {
      const where = `${method} ${path}`;
      assert.match(path, /^\//, where);
      assert.ok(['get', 'post', 'put', 'patch', 'delete', 'head', 'options'].includes(method), where);
      const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      const parameters = operation.parameters ?? [];
      assert.deepEqual(parameters.filter((each) => each.in === 'path' && each.required).map(({ name }) => name), named, where);
      assert.equal(new Set(parameters.map((each) => `${each.in} ${each.name}`)).size, parameters.length, where);
      for (const parameter of parameters) assert.ok(['path', 'query', 'header', 'cookie'].includes(parameter.in) && isSchema(parameter.schema), where);
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) assert.ok(isSchema(schema), where);
      assert.ok(Object.keys(operation.responses).length > 0, where);
      for (const [status, response] of Object.entries(operation.responses)) {
        assert.match(status, /^(?:[1-5](?:\d\d|XX)|default)$/, where);
        assert.ok(isText(response.description), where);
        for (const { schema } of Object.values(response.content ?? {})) assert.ok(schema === undefined || isSchema(schema), where);
      }
      for (const requirement of operation.security ?? []) for (const name of Object.keys(requirement)) assert.ok(name in document.components.securitySchemes, where);
    }
  });

  test('R-170 each command is described by the very schema that checks it, with its key, its session and its refusals', () => {
    for (const definition of open) {
      const operation = document.paths[`/api/commands/${definition.name}`]?.['post'];
      assert.ok(operation, definition.name);
      assert.equal(operation.summary, definition.title);
      const expected = z.toJSONSchema(definition.body as ZodType, { io: 'input', unrepresentable: 'any' });
      assert.deepEqual(normal(operation.requestBody?.content['application/json']?.schema), normal(expected), definition.name);
      assert.ok(operation.parameters?.some((parameter) => parameter.in === 'header' && parameter.name === 'idempotency-key' && parameter.required));
      assert.deepEqual(operation.security, [{ session: [] }]);
      assert.ok(operation.responses['200'] && operation.responses['4XX']?.content?.['application/problem+json']);
    }
    const described = Object.keys(document.paths).filter((path) => path.startsWith('/api/commands/'));
    assert.equal(described.length, open.length, 'and nothing is described that is not there');
  });

  test('R-170 a command takes no field that it does not know', () => {
    for (const definition of open) {
      const schema = z.toJSONSchema(definition.body as ZodType, { io: 'input', unrepresentable: 'any' }) as Schema;
      const shapes = [schema, ...([schema['anyOf'], schema['oneOf']].flat().filter(Boolean) as Schema[])].filter(({ type }) => type === 'object');
      assert.ok(shapes.length > 0, definition.name);
      for (const shape of shapes) assert.equal(shape['additionalProperties'], false, definition.name);
    }
  });
});
