-- The first of what is due from a role, in the order in which it is shown.
create index task_due_from_role on casework.task (role, due_on, id);
create index task_due_from_staff on casework.task (staff_id, due_on, id);
drop index casework.task_role, casework.task_staff;
