import { Component, type ReactNode } from 'react';
import { asProblem } from '../ui/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';

type Props = { readonly children: ReactNode };

/** Keeps a fault of one screen from taking the desk with it. */
export class FaultBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error ? <ProblemAlert problem={asProblem(this.state.error)} /> : this.props.children;
  }
}
