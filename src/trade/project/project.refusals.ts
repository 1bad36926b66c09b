import { formatFen, type Fen } from '#kernel/money.ts';
import { catalogue, type Refusal } from '#kernel/refusal.ts';

const made = catalogue('project', {
  itemNotServed: {
    text: (p: { item: string }) => `“${p.item}”现在不能在这里登记。`,
    remedy: '请选择目录中的房屋建筑和市政基础设施工程；其他类别请联系交易中心。',
    article: '内蒙古自治区公共资源交易管理办法 第十条',
    path: 'catalogueItem',
  },
  lotWithoutAmount: {
    text: (p: { lot: string }) => `标段“${p.lot}”没有估算价。`,
    remedy: '每个标段都要有大于零的估算价。',
    path: 'lots',
  },
  lotsSum: {
    text: (_: object) => '各标段估算价之和与项目估算价不相等。',
    remedy: '请核对各标段金额；不得以拆分规避招标。',
    article: '招标投标法 第四条',
    path: 'lots',
    got: (p: { sum: Fen; whole: Fen }) => formatFen(p.sum),
    want: (p: { sum: Fen; whole: Fen }) => formatFen(p.whole),
  },
  methodNotLawful: {
    text: (_: object) => '这个项目不能采用所选的招标方式。',
    remedy: '请改为公开招标。',
    article: '招标投标法实施条例 第八条',
    path: 'method',
  },
  methodReasonMissing: {
    text: (_: object) => '国有资金占控股或者主导地位的项目邀请招标，须有法定情形。',
    remedy: '请选择所依据的情形，或改为公开招标。',
    path: 'methodReason',
  },
  notYourSide: {
    text: (_: object) => '只能为本单位，或凭委托协议为委托人登记项目。',
    remedy: '招标人登记本单位的项目；代理机构登记时写明招标人并上传委托协议。',
    article: '招标投标法 第十二条',
    kind: 'forbidden',
  },
  initiatorUnknown: {
    text: (_: object) => '招标人还没有登记为招标人主体。',
    remedy: '请招标人先完成主体登记，一次登记全区可用。',
    article: '内蒙古自治区公共资源交易管理办法 第三十条',
    path: 'initiatorOrgId',
  },
  agencyUnknown: {
    text: (_: object) => '所选单位没有登记为代理机构。',
    remedy: '招标人自行选择代理机构；请选择已登记的代理机构。',
    article: '招标投标法 第十二条',
    path: 'agency.orgId',
  },
  centreAbsent: {
    text: (p: { centre: string }) => `${p.centre}还没有在平台开通。`,
    remedy: '请联系平台开通该中心后登记。',
    path: 'areaCode',
  },
  departmentAbsent: {
    text: (p: { department: string }) => `${p.department}还没有在平台开通，不能确定监督部门。`,
    remedy: '请联系平台开通该监督部门后登记。',
    article: '内蒙古自治区公共资源交易管理办法 第五条',
    path: 'areaCode',
  },
  exists: {
    text: (_: object) => '这个编号已经登记过项目。',
    remedy: '请在“我的项目”中查看；重新登记请刷新页面。',
    kind: 'conflict',
  },
  codesUsedUp: {
    text: (_: object) => '今天的统一交易标识码已经用完。',
    remedy: '请明天再登记，或联系中心。',
    kind: 'conflict',
  },
  absent: {
    text: (_: object) => '没有这个项目，或您不是当事人。',
    remedy: '请从“我的项目”进入。',
    kind: 'absent',
  },
});

export const projectRefusals = {
  ...made,
  methodReason: ({ article }: { article: string }): Refusal => ({ ...made.methodReasonMissing({}), article }),
};
