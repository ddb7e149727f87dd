import { useS } from '../i18n/i18n.ts';
import type { Section } from '../views/route.ts';
import { AgentForm } from './AgentForm.tsx';
import { CompanyForm } from './CompanyForm.tsx';
import { Fields, IdField, TextField } from './fields.tsx';
import { HoursForm } from './HoursForm.tsx';
import { QueueForm } from './QueueForm.tsx';
import { ReplyForm } from './ReplyForm.tsx';

export const FORMS: Record<Section, () => React.ReactNode> = {
  company: CompanyForm,
  queues: QueueForm,
  skills: SkillForm,
  hours: HoursForm,
  agents: AgentForm,
  replies: ReplyForm,
};

function SkillForm() {
  const t = useS();
  return (
    <Fields title={t('config.skills.one')}>
      <IdField />
      <TextField path="name" label={t('field.name')} />
    </Fields>
  );
}
