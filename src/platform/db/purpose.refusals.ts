import { catalogue } from '#kernel/refusal.ts';

export type Mode = 'demo' | 'production';

const nameOf = { demo: '演示', production: '生产' } as const;

export const purposeRefusals = catalogue('database', {
  otherMode: {
    text: ({ made, asked }: { made: Mode; asked: Mode }) => `这个数据库是为${nameOf[made]}环境建的，不能当作${nameOf[asked]}环境启动。什么也没有改动。`,
    remedy: '请把 OVOO_MODE 改成建库时的值；要另建一套，请换一个 DATA_DIR 或者 DATABASE_URL。',
    got: ({ asked }: { asked: Mode }) => `OVOO_MODE=${asked}`, want: ({ made }: { made: Mode }) => `OVOO_MODE=${made}`, kind: 'conflict',
  },
  foreign: {
    text: ({ table }: { table: string }) => `这个数据库里有别的程序的表（${table}），平台不在里面建库。什么也没有改动。`,
    remedy: '请给平台一个空的数据库。', kind: 'conflict',
  },
});
