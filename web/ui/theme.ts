import type { ThemeConfig } from 'antd';

/** People who asked their system for less motion get none: popups stand where they belong at once. */
const hasMotion = typeof matchMedia === 'undefined' || !matchMedia('(prefers-reduced-motion: reduce)').matches;

/** antd in the colours of tokens.css; colours are repeated here because antd computes shades from them. */
export const theme: ThemeConfig = {
  cssVar: { key: 'ovoo' },
  token: {
    colorPrimary: '#1b6bb0', colorInfo: '#1b6bb0', colorSuccess: '#1f6a43', colorWarning: '#a94f08', colorError: '#a8281e',
    colorTextBase: '#1c262e', colorTextSecondary: '#46525d', colorTextTertiary: '#56626d', colorTextPlaceholder: '#5f6b76',
    colorBgLayout: '#f0f3f6', colorBorder: '#c6ced6', colorBorderSecondary: '#e1e6eb', colorLink: '#15528a',
    fontFamily: 'var(--font)', fontSize: 15, borderRadius: 8, borderRadiusLG: 10, motion: hasMotion, controlHeight: 40, controlHeightLG: 48,
    boxShadow: '0 1px 2px rgba(16,42,67,.06), 0 6px 24px rgba(16,42,67,.06)', wireframe: false,
  },
  components: {
    Table: { headerBg: '#f7f9fa', headerColor: '#46525d', rowHoverBg: '#f2f8fd', cellPaddingBlock: 12 },
    Button: { fontWeight: 600, primaryShadow: 'none', defaultShadow: 'none' },
    Tooltip: { colorBgSpotlight: '#0c3355' },
  },
};
