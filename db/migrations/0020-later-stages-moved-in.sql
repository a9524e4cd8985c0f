-- What was decided before this town had the system is moved in as the record before has it, which may not say on which
-- rung of the ladder a panel decided.
alter table casework.panel_decision drop constraint panel_decision_rung_check;
alter table casework.panel_decision add constraint panel_decision_rung_check
  check (rung in ('consensus', 'majority', 'chair', 'not recorded'));
