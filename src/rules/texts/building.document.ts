import { plainDate } from '#kernel/time/plain-date.ts';
import { buildingFields } from './building.fields.ts';
import { buildingEvaluation } from './building.evaluation.ts';
import { buildingNotice } from './building.notice.ts';
import type { Chapter, StandardText } from './text.ts';

const instructions: Chapter = { id: 'instructions', title: '第二章 投标人须知', sections: [
  { id: 'instructions.scope', title: '1 招标范围、工期和质量', body: '招标范围：{{scope}}。计划工期：{{duration}}。质量要求：{{quality}}。' },
  { id: 'instructions.qualification', title: '2 资格', body: '资格在开标后由评标委员会审查。{{qualification}}。项目负责人：{{leader}}。联合体投标：{{consortium}}。' },
  { id: 'instructions.cost', title: '3 费用与保密', body: '投标费用由投标人自己承担。招标文件免费提供。参加各方对知悉的商业秘密保密。' },
  { id: 'instructions.clarification', title: '4 招标文件的澄清和修改', body: '澄清、修改在本平台发布并通知所有下载人。内容可能影响投标文件编制、而距投标截止不足 {{clarificationDays}} 日的，投标截止时间相应顺延。' },
  { id: 'instructions.objection', title: '5 对招标文件的异议', body: '在 {{objectionUntil}} 前通过本平台提出。招标人 {{objectionReplyDays}} 日内答复，答复前暂停招标投标活动。' },
  { id: 'instructions.price', title: '6 投标报价', body: '最高投标限价：{{priceCap}}。高于限价的报价将被否决。不设最低限价。大写与小写不一致的以大写为准；单价与合价不一致的以单价为准，单价小数点明显有误的除外。' },
  { id: 'instructions.deposit', title: '7 投标保证金', body: '金额：{{deposit}}。形式由投标人自主选择，银行保函、保证保险、担保保函（含电子形式）和转账均可。转账应从投标人基本账户转出。有效期与投标有效期一致。' },
  { id: 'instructions.validity', title: '8 投标有效期', body: '自投标截止之日起 {{validityDays}} 日。' },
  { id: 'instructions.bid', title: '9 投标文件的编制、加密和递交', body: '在本平台编制，由投标人电子签名并加密后递交。截止前可以补充、修改、撤回；替换在新文件完整收到后生效，此前的文件继续有效。截止时没有传输完成的，视为撤回。收到后平台即时出具回执。' },
  { id: 'instructions.opening', title: '10 开标和解密', body: '开标时间与投标截止时间相同：{{bidDeadline}}。由招标人主持，在线公开进行。投标人不足三个的不开标。解密时长 {{decryptMinutes}} 分钟。' },
  { id: 'instructions.decryptFailure', title: '11 未能解密', body: '全部投标文件由密钥保管方按时解封，投标人的证书可作为第二途径。因投标人原因未能解密的，视为撤销投标文件；因其他原因未能解密的，视为撤回，投标人可以要求赔偿直接损失。部分投标文件未能解密的，其余继续开标。' },
  { id: 'instructions.openingObjection', title: '12 对开标的异议', body: '在开标过程中通过本平台提出，招标人当场答复并记入开标记录。' },
  { id: 'instructions.panel', title: '13 评标委员会', body: '{{panel}}。专家从全区统一的评标评审专家库随机抽取，名单在中标结果确定前保密。' },
  { id: 'instructions.publicity', title: '14 中标候选人公示', body: '招标人自收到评标报告之日起 {{publicityWithinDays}} 日内公示，公示期不少于 {{publicityDays}} 日。对评标结果的异议在公示期间提出。' },
  { id: 'instructions.award', title: '15 定标和中标通知', body: '定标方法：{{awardMethod}}。招标人向中标人发出中标通知书，同时将结果通知其他投标人。' },
  { id: 'instructions.contract', title: '16 履约保证金和合同', body: '履约保证金：{{bond}}。双方自中标通知书发出之日起 {{contractDays}} 日内按招标文件和中标人的投标文件签订合同。合同签订后 {{depositReturnDays}} 日内退还投标保证金及银行同期存款利息。' },
  { id: 'instructions.complaint', title: '17 投诉', body: '投标人和其他利害关系人可以自知道或者应当知道之日起 {{complaintDays}} 日内向{{department}}投诉。应当先提出异议的事项，异议答复期间不计算在内。' },
] };

const rest: readonly Chapter[] = [
  { id: 'contract', title: '第四章 合同主要条款', sections: [
    { id: 'contract.documents', title: '1 合同文件', body: '中标通知书、投标文件、招标文件、工程量清单和图纸共同构成合同文件，按此顺序解释。' },
    { id: 'contract.price', title: '2 合同价款与支付', body: '{{payment}}。' },
    { id: 'contract.change', title: '3 变更与签证', body: '工程变更由双方书面确认，单价先按清单中相同或者相近项目确定。' },
    { id: 'contract.subcontract', title: '4 转包与分包', body: '不得转包。非主体、非关键性工作的分包应在投标文件中载明或者经招标人同意，分包人不得再次分包。' },
    { id: 'contract.wages', title: '5 农牧民工工资', body: '设立工资专用账户，工资按月足额支付。' },
    { id: 'contract.warranty', title: '6 缺陷责任和保修', body: '{{warranty}}。' },
    { id: 'contract.dispute', title: '7 争议解决', body: '协商不成的，向工程所在地有管辖权的人民法院起诉。' },
  ] },
  { id: 'quantities', title: '第五章 工程量清单', sections: [{ id: 'quantities.note', title: '清单说明', body: '{{billOfQuantities}}。' }] },
  { id: 'drawings', title: '第六章 图纸', sections: [{ id: 'drawings.list', title: '图纸目录', body: '{{drawings}}。' }] },
  { id: 'technical', title: '第七章 技术标准和要求', sections: [{ id: 'technical.standard', title: '技术标准', body: '{{technical}}。招标文件提到的品牌、型号只说明档次，同等以上均可。' }] },
  { id: 'forms', title: '第八章 投标文件格式', sections: [
    { id: 'forms.letter', title: '1 投标函', body: '写明投标总价（大写和小写）、工期、质量、项目负责人和投标有效期，由投标人电子签名。' },
    { id: 'forms.consortium', title: '2 共同投标协议', body: '以联合体投标的提交，写明各方分工和责任。' },
    { id: 'forms.qualification', title: '3 资格材料', body: '资质、安全生产许可、项目负责人注册和社保材料；平台主体库已有的引用即可，不重复上传。' },
    { id: 'forms.technical', title: '4 技术文件', body: '施工组织设计、进度计划、质量安全措施、人员和机械配备。' },
    { id: 'forms.price', title: '5 已标价工程量清单', body: '按清单格式逐项填报单价和合价。' },
    { id: 'forms.truth', title: '6 真实性承诺', body: '承诺投标文件真实、合法，没有串通投标和弄虚作假。' },
  ] },
];

/** 房屋建筑工程施工招标文件（综合评估法、资格后审）. */
export const buildingDocument: StandardText = {
  id: 'building.document.2',
  title: '房屋建筑工程施工招标文件',
  kind: 'tenderDocument',
  validFrom: plainDate('2024-01-01'),
  fields: buildingFields,
  chapters: [
    ...buildingNotice.chapters.map((chapter) => ({ ...chapter, title: '第一章 招标公告' })),
    instructions,
    buildingEvaluation,
    ...rest,
  ],
};
