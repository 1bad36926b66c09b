import { AlertOutlined, AuditOutlined, BankOutlined, CalendarOutlined, FileProtectOutlined, FolderOpenOutlined, HomeOutlined, KeyOutlined, LogoutOutlined, NotificationOutlined, ProfileOutlined, SafetyCertificateOutlined, SolutionOutlined, TeamOutlined, ToolOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { createElement, type ReactNode } from 'react';

const icons = {
  home: HomeOutlined,
  projects: FolderOpenOutlined,
  notice: NotificationOutlined,
  bid: FileProtectOutlined,
  opening: CalendarOutlined,
  evaluation: AuditOutlined,
  auction: BankOutlined,
  contract: SolutionOutlined,
  experts: TeamOutlined,
  witness: UserSwitchOutlined,
  alert: AlertOutlined,
  keys: KeyOutlined,
  archive: ProfileOutlined,
  certificate: SafetyCertificateOutlined,
  operate: ToolOutlined,
  leave: LogoutOutlined,
} as const;

export type IconName = keyof typeof icons;

export function icon(name: IconName): ReactNode {
  return createElement(icons[name], { 'aria-hidden': true });
}
