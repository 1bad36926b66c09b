import { plainDate } from '#kernel/time/plain-date.ts';
import { buildingFields } from './building.fields.ts';
import type { StandardText } from './text.ts';

/** 房屋建筑工程施工招标公告: every item that 10号令第五条 asks a notice to carry. */
export const buildingNotice: StandardText = {
  id: 'building.notice.2',
  title: '房屋建筑工程施工招标公告',
  kind: 'notice',
  validFrom: plainDate('2024-01-01'),
  fields: buildingFields,
  chapters: [{ id: 'notice', title: '招标公告', sections: [
    { id: 'notice.conditions', title: '一、招标条件', body: '{{projectName}}（代码 {{projectCode}}）已由{{approval}}同意建设。招标人为{{initiator}}，资金来源为{{fundSource}}。项目具备招标条件，现公开招标。' },
    { id: 'notice.project', title: '二、项目概况与招标范围', body: '建设地点：{{site}}。\n建设规模：{{scale}}。\n招标范围：{{scope}}。\n标段：{{lotList}}。\n计划工期：{{duration}}。\n质量要求：{{quality}}。' },
    { id: 'notice.qualification', title: '三、投标人资格', body: '{{qualification}}。\n项目负责人：{{leader}}。\n联合体投标：{{consortium}}。\n单位负责人为同一人或者有控股、管理关系的单位，不得在同一标段投标。' },
    { id: 'notice.document', title: '四、获取招标文件', body: '从 {{documentFrom}} 到 {{documentUntil}}，在{{platform}}免费下载。不需要报名，下载人的名称和数量在开标前保密。' },
    { id: 'notice.bid', title: '五、递交投标文件', body: '投标截止时间即开标时间：{{bidDeadline}}。投标文件在本平台加密递交，截止后不再接收。开标在线进行，投标人不必到场。' },
    { id: 'notice.cap', title: '六、最高投标限价', body: '{{priceCap}}。' },
    { id: 'notice.media', title: '七、发布媒介', body: '本公告在内蒙古自治区公共资源交易网发布，其他媒介所载内容与此一致。' },
    { id: 'notice.objection', title: '八、异议与监督', body: '对招标文件有异议的，在 {{objectionUntil}} 前通过本平台提出，招标人在 {{objectionReplyDays}} 日内答复。行政监督部门：{{department}}。' },
    { id: 'notice.contact', title: '九、联系方式', body: '招标人：{{initiator}}，{{initiatorContact}}。\n招标代理机构：{{agency}}，{{agencyContact}}。' },
  ] }],
};
