import { InputNumber } from 'antd';

type Props = { readonly value: string; readonly onChange: (yuan: string) => void; readonly id?: string; readonly 'aria-labelledby'?: string };

/** An amount in 元, shown in thousands, kept as the text that `parseYuan` takes: never a float. */
export function YuanInput({ value, onChange, ...named }: Props) {
  return <InputNumber<string> {...named} stringMode min="0" precision={2} controls={false} value={value === '' ? null : value} formatter={grouped} parser={(text) => (text ?? '').replaceAll(',', '')} onChange={(yuan) => onChange(yuan ?? '')} />;
}

function grouped(value: string | number | undefined): string {
  return String(value ?? '').replace(/(\d)(?=(\d{3})+(?:\.|$))/g, '$1,');
}
