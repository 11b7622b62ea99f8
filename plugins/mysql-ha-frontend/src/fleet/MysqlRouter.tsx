import { Route, Routes } from 'react-router-dom';
import { ClusterPage } from '../cluster';
import { FleetPage } from './FleetPage';

/** The plugin's pages: all clusters, and one of them below. */
export function MysqlRouter() {
  return (
    <Routes>
      <Route path="/" element={<FleetPage />} />
      <Route path="/:namespace/:name" element={<ClusterPage />} />
    </Routes>
  );
}
