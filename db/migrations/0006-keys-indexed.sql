-- What belongs to a case goes when its time has come: every key to such a row leads an index, so that no table is read
-- from end to end to remove one.

create index enquiry_link_case on casework.enquiry_link (case_id);
create index exit_item on casework.exit (item_id) where item_id is not null;
create index match_answer_candidate on casework.match_answer (candidate_id) where candidate_id is not null;
create index match_answer_referral on casework.match_answer (referral_id);
create index panel_seat_item on casework.panel_seat (item_id) where item_id is not null;
create index plan_action_need on casework.plan_action (need_id);
create index plan_action_plan on casework.plan_action (plan_id);
create index plan_need_plan on casework.plan_need (plan_id);
create index recusal_case on casework.recusal (case_id);
create index sharing_decision_case on casework.sharing_decision (case_id);
