import { ESLintUtils, type TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';

/**
 * A statement that throws away a `Result`, or the promise of one: the refusal in it would pass unseen.
 * A Result is known by its shape, a union of `{ok: true}` and `{ok: false}`.
 */
export const noDroppedResult = ESLintUtils.RuleCreator.withoutDocs({
  meta: { type: 'problem', schema: [], messages: { dropped: 'This Result is dropped: look at its `ok`, or return it.' } },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context);
    const checker = services.program.getTypeChecker();
    return {
      ExpressionStatement(statement: TSESTree.ExpressionStatement) {
        const expression = valueOf(statement.expression);
        const type = services.getTypeAtLocation(expression);
        const settled = checker.getAwaitedType(type) ?? type;
        if (expression.type !== 'AssignmentExpression' && isResult(settled, checker)) context.report({ node: statement, messageId: 'dropped' });
      },
    };
  },
});

/** `void x` and `await x` drop what x is. */
function valueOf(expression: TSESTree.Expression): TSESTree.Expression {
  if (expression.type === 'AwaitExpression') return valueOf(expression.argument);
  return expression.type === 'UnaryExpression' && expression.operator === 'void' ? valueOf(expression.argument) : expression;
}

function isResult(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (!type.isUnion()) return isOutcome(type, checker);
  return type.types.length > 0 && type.types.every((member) => isOutcome(member, checker));
}

function isOutcome(type: ts.Type, checker: ts.TypeChecker): boolean {
  const ok = type.getProperty('ok');
  if (!ok || !(type.getProperty('value') || type.getProperty('error'))) return false;
  return ['true', 'false'].includes(checker.typeToString(checker.getTypeOfSymbol(ok)));
}
