import { Drawer } from 'antd';
import { useState } from 'react';
import type { Session } from '../session.ts';
import { ClockControl, type ClockControlProps } from './clock-control.tsx';
import { PersonSwitch } from './person-switch.tsx';
import './demo-bar.css';

/** In the head of the desk, in a demonstration only: the virtual clock, other people, and the tour. */
export function DemoBar({ session, onMoved, onTour }: ClockControlProps & { readonly session: Session; readonly onTour: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="demo demo-open" aria-expanded={open} onClick={() => setOpen(true)}>演示<span className="wide-only">：时钟与换人</span></button>
      <button type="button" className="demo-tour" onClick={onTour}>导览</button>
      <Drawer open={open} onClose={() => setOpen(false)} title="演示环境" placement="right" size={420} rootClassName="demo-drawer">
        <p className="small muted">数据均为虚构。现在你是 <b>{session.person.name}</b>，{session.organisation.name}的{session.roleName}。</p>
        <ClockControl onMoved={onMoved} />
        <PersonSwitch />
      </Drawer>
    </>
  );
}
