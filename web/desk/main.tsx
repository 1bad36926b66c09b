import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { ProblemError } from '../ui/problem.ts';
import { theme } from '../ui/theme.ts';
import '../ui/tokens.css';
import '../ui/parts.css';
import '../ui/react-parts.css';
import './desk.css';
import { App } from './app.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => count < 3 && !(error instanceof ProblemError && (error.problem.status ?? 500) < 500) },
    mutations: { retry: false },
  },
});

const place = document.querySelector('#root');
const fonts = document.createElement('link');
fonts.rel = 'stylesheet';
fonts.href = '/assets/fonts.css';
document.head.append(fonts);
if (place) {
  createRoot(place).render(
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>
        <QueryClientProvider client={client}>
          <BrowserRouter><App /></BrowserRouter>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>,
  );
}
