import type { SaleCategory } from '#rules/pack.ts';
import { getSaleKind, type SaleKindCode } from '#rules/sale/kinds.ts';

const ofPack: Readonly<Record<SaleCategory, readonly string[]>> = {
  land: ['宗地编号', '宗地位置', '土地面积（平方米）', '土地用途', '容积率', '建筑密度', '绿地率', '出让年限（年）', '土地现状'],
  mineral: ['矿区（勘查区）名称', '地理位置', '矿种', '面积（平方公里）', '资源储量', '开采标高', '出让年限（年）', '生态保护要求'],
  quota: ['指标类型', '指标规模（公顷）', '所在地', '质量等别', '使用范围'],
  stateProperty: ['标的企业（资产）', '转让比例或者数量', '标的企业性质', '最近一年主要财务指标', '评估基准日', '批准单位和文号'],
  publicAssets: ['资产名称', '坐落或者存放地', '数量和规格', '使用状况', '权属证明', '批准单位和文号'],
  ruralProperty: ['产权类型', '坐落', '面积（亩）', '四至', '流转期限（年）', '民主决策情况'],
  resourceRights: ['权利类型', '所在流域、林区或者区域', '数量', '使用期限（年）', '权属证明'],
  data: ['数据资源名称', '数据内容', '数据量和更新频率', '使用方式', '使用范围和期限'],
  otherRights: ['标的名称', '坐落', '内容和规模', '经营期限（年）', '现状'],
};

const ofKind: Partial<Record<SaleKindCode, readonly string[]>> = {
  landLease: ['宗地编号', '宗地位置', '土地面积（平方米）', '土地用途', '容积率', '租赁年限（年）', '租金支付方式', '土地现状'],
  officialVehicles: ['车辆品牌型号', '车牌号', '登记日期', '行驶里程（公里）', '年检和保险', '现状', '存放地'],
  capitalIncrease: ['增资企业', '拟募集资金', '拟新增股权比例', '募集资金用途', '最近一年主要财务指标', '批准单位和文号'],
};

/** What somebody who wants to buy has to know, by kind; the seller fills it in, adds to it, leaves out what does not apply. */
export function factsOf(kind: SaleKindCode): readonly string[] {
  return ofKind[kind] ?? ofPack[getSaleKind(kind).pack];
}
