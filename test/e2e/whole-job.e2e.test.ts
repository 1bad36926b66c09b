import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bookOpeningRoom, composeAndPublish, readInPublic, register } from './whole-job/announcement.testing.ts';
import { decideAndTell, publishTheCandidates, readTheLetters, signTheContract } from './whole-job/award.testing.ts';
import { handInBeside, handInReplaceWithdraw, keepTheSecret } from './whole-job/bids.testing.ts';
import { findWhatArrived, payBack } from './whole-job/deposits.testing.ts';
import { clarify, object, readTheAnswer, takeAndAsk, upholdTheObjection } from './whole-job/document.testing.ts';
import { evaluateTheSecondLot, gatherAndReview, scoreAndReport } from './whole-job/evaluation.testing.ts';
import { objectAndConfirm, open } from './whole-job/opening.testing.ts';
import { accept, report, request } from './whole-job/panel.testing.ts';
import { archive, verifyBothLots, witness } from './whole-job/records.testing.ts';
import { house } from './whole-job/world.testing.ts';

const { scene } = house;

describe('一个项目两个标段，从登记到归档和验证，每个人各在自己的浏览器里', () => {
  test('R-078 R-080 R-032 R-037 代理机构登录，登记两个标段的项目，上传委托协议，一键演示证书签名', scene(register));
  test('R-079 预约开标场地', scene(bookOpeningRoom));
  test('R-081 R-197 R-202 编制招标文件：截止早了当场说出二十日与法条，改正后逐条核对全绿，签署并发布', scene(composeAndPublish));
  test('R-081 不登录的人在门户首页、公告列表和项目页读到它', scene(readInPublic));

  test('R-107 投标人从项目页一步获取招标文件并提问；一家在手机上获取', scene(takeAndAsk));
  test('R-108 投标人在截止十日前对招标文件提出异议，签名后交易暂停，只有招标人一方和监督部门知道是谁', scene(object));
  test('R-108 R-203 代理机构答复：异议成立，答复与修改是同一次签署；公布时隐去提出人', scene(upholdTheObjection));
  test('R-107 R-108 提出人看到答复，每个获取文件的单位看到修改前后的对照，公众看到答复而看不到提出人', scene(readTheAnswer));
  test('R-107 R-108 截止前不足十五日的澄清影响编制：表单要求顺延截止时间，获取文件的单位都收到通知', scene(clarify));

  test('R-063 招标人在评标委员会的页面上申请抽取：报到时间已按开标时刻拟好，派代表，传授权书', scene(request));
  test('R-066 R-077 抽中的四名专家各在自己的页面上接受，只看到时间和地点；招标人只看到人数', scene(accept));

  test('R-088 R-089 编制投标文件、浏览器里加密、签名递交，回执有日志位置；替换一次，撤回，再递交；再投第二个标段', scene(handInReplaceWithdraw));
  test('R-088 另外两家同时递交，一家在 390 像素的手机上；每个标段三家', scene(handInBeside));
  test('R-089 R-011 开标前，招标人一方、交易中心、监督部门和公众都看不到谁投了标、投了几家', scene(keepTheSecret));

  test('R-094 R-200 开标：主持人签到，到时名单公开，投标人核对密封，两个标段的报价在每个人的页面上同时出现', scene(open));
  test('R-095 R-200 当场异议、当场答复，窗口结束后主持人签署开标记录', scene(objectAndConfirm));

  test('R-090 R-092 开标后核对保证金：不是由基本账户转出的当场说出法条，保函登记编号，没有到的写明原因，投标人看得到', scene(findWhatArrived));

  test('R-077 专家的任务只有时间和地点；报到后看到投标人，签署回避声明', scene(report));
  test('R-096 R-200 评标厅：一次签到两个标段，推选负责人、清标、初步评审', scene(gatherAndReview));
  test('R-096 打分：选档、填分、自动保存；价格分有完整算式；报告由全体签署', scene(scoreAndReport));
  test('R-096 第二个标段另有自己的评审和报告', scene(evaluateTheSecondLot));

  test('R-098 招标人：审查评标报告，公示候选人', scene(publishTheCandidates));
  test('R-099 R-100 招标人：定标、通知书、结果公告、书面报告；监督部门查阅', scene(decideAndTell));
  test('R-100 每家投标人看到自己的结果：中标的看到通知书，落标的只看到自己的得分', scene(readTheLetters));
  test('R-101 合同：保证金超过招标文件的稿子被挡住并说明依据；改正后双方签署', scene(signTheContract));
  test('R-103 到账的保证金连利息退还，没有到账的不用退，后来到的照样退', scene(payBack));

  test('R-120 中心在见证台补记', scene(witness));
  test('R-126 两个标段的档案编成，中心和招标人各自接收', scene(archive));
  test('R-178 门户项目页完整；两个标段的公开证据包在浏览器里验证通过，改过的不通过', scene(verifyBothLots));

  test('R-011 R-017 没有一页出错，没有一页比手机宽，没有严重的使用障碍', () => {
    assert.deepEqual([...new Set(house.faults)], []);
    assert.deepEqual(house.problems, []);
  });
});
