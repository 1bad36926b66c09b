import { catalogue } from '#kernel/refusal.ts';

export const fileRefusals = catalogue('file', {
  absent: {
    text: (_: object) => '没有这个文件，或您不能查看它。',
    remedy: '请从项目页面打开文件；需要登录的请先登录。',
    kind: 'absent',
  },
  empty: { text: (_: object) => '文件是空的。', remedy: '请重新选择文件。', kind: 'invalid' },
  tooLarge: {
    text: (p: { mostMb: number }) => `文件超过 ${p.mostMb} MB。`,
    remedy: '请压缩或拆分后再传。',
    kind: 'invalid',
    want: (p: { mostMb: number }) => `≤ ${p.mostMb} MB`,
  },
  mediaType: {
    text: (_: object) => '不接受这种类型的文件。',
    remedy: '请上传 PDF、图片、办公文档、压缩包、XML 或 JSON。',
    kind: 'invalid',
    got: (p: { mediaType: string }) => p.mediaType,
  },
  notUploaded: {
    text: (p: { name: string }) => `文件“${p.name}”不是本单位上传的。`,
    remedy: '请先在本页上传文件，再提交。',
    got: (p: { name: string }) => p.name,
  },
});
