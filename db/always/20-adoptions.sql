-- Every table, one line: who may see a row, how long it lives, whose data it is, what seals what is sealed in it and its
-- images: the column that names the key; 'the town' where the town's own does.

-- What the database itself keeps by functions and migrations is written by no role.
call platform.adopt('platform.town',            seen_through => 'public fact', retention => 'town', subject => 'none');
call platform.adopt('platform.bank_holiday',    seen_through => 'public fact', retention => 'town', subject => 'none', changes => 'replace', journalled => false);
call platform.adopt('platform.act',             seen_through => 'act', retention => 'journal', subject => 'case', journalled => false, changes => 'append', written_by => '');
-- a draft's key is that of the record in the address of its form, and else the town's
call platform.adopt('platform.draft',           seen_through => 'draft', retention => 'draft', subject => 'author', sealed_by => 'form', journalled => false, changes => 'replace', written_by => {'draft'});
call platform.adopt('platform.upload',          seen_through => 'draft', retention => 'draft', subject => 'author', sealed_by => 'id', journalled => false, changes => 'append', written_by => {'draft'});
call platform.adopt('platform.to_destroy',      seen_through => 'nobody', retention => 'day', subject => 'none', journalled => false, written_by => '');
call platform.adopt('platform.allowance',       seen_through => 'nobody', retention => 'day', subject => 'none', journalled => false, written_by => '');
call platform.adopt('platform.adopted',         seen_through => 'public fact', retention => 'town', subject => 'none', journalled => false, written_by => '');
call platform.adopt('platform.way_of_seeing',   seen_through => 'public fact', retention => 'town', subject => 'none', journalled => false, written_by => '');
call platform.adopt('platform.zone_writer',     seen_through => 'public fact', retention => 'town', subject => 'none', journalled => false, written_by => '');
call platform.adopt('platform.migration',       seen_through => 'public fact', retention => 'town', subject => 'none', journalled => false, written_by => '');

call platform.adopt('trust.journal',            seen_through => 'journal', retention => 'journal', subject => 'case', journalled => false, changes => 'append', written_by => {'sealer'});
call platform.adopt('trust.journal_image',      seen_through => 'sealer', retention => 'case', subject => 'case', sealed_by => 'key_id', journalled => false, changes => 'append', written_by => {'sealer'});
call platform.adopt('trust.journal_tail',       seen_through => 'sealer', retention => 'journal', subject => 'none', journalled => false, changes => 'replace', written_by => {'sealer'});
call platform.adopt('trust.journal_seal',       seen_through => 'journal', retention => 'journal', subject => 'none', journalled => false, changes => 'append', written_by => {'sealer'});
call platform.adopt('trust.journal_head',       seen_through => 'journal', retention => 'journal', subject => 'none', journalled => false, changes => 'append', written_by => {'sealer'});
call platform.adopt('trust.deletion_certificate', seen_through => 'journal', retention => 'journal', subject => 'none', journalled => false, changes => 'append');
call platform.adopt('trust.disclosure',         seen_through => 'disclosure', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');

call platform.adopt('organisation.agency',        seen_through => 'signed in', retention => 'organisation', subject => 'none');
call platform.adopt('organisation.agreement',     seen_through => 'signed in', retention => 'organisation', subject => 'none', changes => 'append');
call platform.adopt('organisation.staff',         seen_through => 'signed in', retention => 'staff', subject => 'staff');
call platform.adopt('organisation.staff_role',    seen_through => 'signed in', retention => 'staff', subject => 'staff');
call platform.adopt('organisation.role_asked',    seen_through => 'signed in', retention => 'staff', subject => 'staff');
call platform.adopt('organisation.authorisation', seen_through => 'signed in', retention => 'staff', subject => 'staff');
call platform.adopt('organisation.credential',    seen_through => 'identity', retention => 'staff', subject => 'staff', sealed_by => 'staff_id', journalled => false, written_by => {'identity'});
call platform.adopt('organisation.recovery_code', seen_through => 'identity', retention => 'staff', subject => 'staff', journalled => false, changes => 'replace', written_by => {'identity'});
call platform.adopt('organisation.session',       seen_through => 'identity', retention => 'session', subject => 'staff', journalled => false, changes => 'replace', written_by => {'identity'});
call platform.adopt('organisation.invitation',    seen_through => 'identity', retention => 'staff', subject => 'staff', journalled => false, written_by => {'identity'} || '|' || {'organisation_writer'});
call platform.adopt('organisation.api_token',     seen_through => 'identity', retention => 'staff', subject => 'staff', journalled => false, written_by => {'identity'});

call platform.adopt('casework.person',             seen_through => 'person', retention => 'case', subject => 'person', sealed_by => 'id', key => 'id');
call platform.adopt('casework.person_name',        seen_through => 'name of a person', retention => 'case', subject => 'person', sealed_by => 'case_id');
call platform.adopt('casework.person_key',         seen_through => 'only by functions', retention => 'case', subject => 'person', journalled => false, written_by => '');
call platform.adopt('casework.short_form',         seen_through => 'only by functions', retention => 'town', subject => 'none', journalled => false, written_by => '');
call platform.adopt('casework.person_fact',        seen_through => 'fact of a person', retention => 'case', subject => 'person', sealed_by => 'case_id');
call platform.adopt('casework.person_merge',       seen_through => 'merged', retention => 'case', subject => 'person', sealed_by => 'case_id');
call platform.adopt('casework.person_merge_row',   seen_through => 'only by functions', retention => 'case', subject => 'person', journalled => false, written_by => '');
call platform.adopt('casework.case',               seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'id', key => 'id');
call platform.adopt('casework.referral',           seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.match_answer',       seen_through => 'case in full', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.gateway_outcome',    seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.gateway_confirmation', seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.closure',            seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.enquiry',            seen_through => 'enquiry', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.enquiry_link',       seen_through => 'case in full', retention => 'case', subject => 'case', journalled => false, written_by => {'casework_writer'});
call platform.adopt('casework.enquiry_reminder',   seen_through => 'case in full', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.enquiry_reply',      seen_through => 'reply', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.section36_decision', seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.terms_of_reference', seen_through => 'panel', retention => 'organisation', subject => 'none');
call platform.adopt('casework.panel_seat',         seen_through => 'panel', retention => 'organisation', subject => 'staff');
call platform.adopt('casework.meeting',            seen_through => 'meeting', key => 'id', retention => 'organisation', subject => 'none');
call platform.adopt('casework.attendance',         seen_through => 'meeting', retention => 'organisation', subject => 'staff');
call platform.adopt('casework.panel_item',         seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.recusal',            seen_through => 'at the table', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.panel_view',         seen_through => 'at the table', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.panel_decision',     seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.dissent',            seen_through => 'at the table', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.panel_action',       seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.lead_professional',  seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.case_coordinator',   seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.consent_request',    seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.consent_answer',     seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.support_plan',       seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.plan_need',          seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.plan_action',        seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.session',            seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.review',             seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.exit',               seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.instrument',            seen_through => 'instrument', retention => 'organisation', subject => 'none');
call platform.adopt('casework.assessment',            seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.assessment_part',       seen_through => 'case in full', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.assessment_conclusion', seen_through => 'at the table', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.assessment_need',       seen_through => 'at the table', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.attachment',         seen_through => 'document', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.hand_over',          seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.hand_over_step',     seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.mistaken_step',      seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.level_of_need',      seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.level_name',         seen_through => 'words of casework', retention => 'town', subject => 'none', changes => 'append');
call platform.adopt('casework.target',             seen_through => 'words of casework', retention => 'town', subject => 'none', changes => 'append');
call platform.adopt('casework.police_lead',        seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.referral_release',   seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.advice',             seen_through => 'advice', retention => 'advice', subject => 'staff', sealed_by => 'id', changes => 'append');
call platform.adopt('casework.advice_step',        seen_through => 'advice', retention => 'advice', subject => 'staff', sealed_by => 'advice_id', changes => 'append');
call platform.adopt('casework.advice_notice',      seen_through => 'advice', retention => 'advice', subject => 'staff', key => 'staff_id', journalled => false);
call platform.adopt('casework.case_grant',         seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id');
call platform.adopt('casework.sharing_decision',   seen_through => 'case', retention => 'case', subject => 'case', sealed_by => 'case_id', changes => 'append');
call platform.adopt('casework.case_state',         seen_through => 'case', retention => 'case', subject => 'case', journalled => false, changes => 'replace');
call platform.adopt('casework.task',               seen_through => 'case', retention => 'case', subject => 'case', journalled => false, changes => 'replace');

call platform.adopt('casework.case_name',          seen_through => 'case', retention => 'case', subject => 'case', journalled => false, changes => 'replace');
call platform.adopt('casework.saved_view',         seen_through => 'own', retention => 'staff', subject => 'staff', sealed_by => 'the town', changes => 'replace');
call platform.adopt('casework.last_read',          seen_through => 'own of a case', retention => 'case', subject => 'case', journalled => false, written_by => '');
call platform.adopt('casework.notice',             seen_through => 'own of a case', retention => 'case', subject => 'case', journalled => false);
call platform.adopt('casework.notice_choice',      seen_through => 'own', retention => 'staff', subject => 'staff', key => 'staff_id');
call platform.adopt('casework.calendar_address',   seen_through => 'own', retention => 'staff', subject => 'staff');

call platform.adopt('casework.export',             seen_through => 'own', retention => 'staff', subject => 'staff', sealed_by => 'id', changes => 'append');
call platform.adopt('casework.export_case',        seen_through => 'own of a case', retention => 'case', subject => 'case', journalled => false, changes => 'append');
call platform.adopt('casework.column_mapping',     seen_through => 'words of casework', retention => 'organisation', subject => 'none', changes => 'replace');
call platform.adopt('casework.reassignment',       seen_through => 'own', retention => 'staff', subject => 'staff', sealed_by => 'id');
call platform.adopt('casework.reassignment_case',  seen_through => 'own of a case', retention => 'case', subject => 'case', journalled => false);
call platform.adopt('casework.tracker_list',       seen_through => 'own', retention => 'staff', subject => 'staff', sealed_by => 'id');
call platform.adopt('casework.tracker_list_lines', seen_through => 'own', key => 'tracker_list_id', retention => 'staff', subject => 'staff', sealed_by => 'tracker_list_id', journalled => false);
call platform.adopt('casework.moving_in',          seen_through => 'moving in', retention => 'staff', subject => 'staff', sealed_by => 'id');
call platform.adopt('casework.moving_in_work',     seen_through => 'moving in', retention => 'staff', subject => 'none', sealed_by => 'moving_in_id', journalled => false);
call platform.adopt('casework.moving_in_row',      seen_through => 'moving in', retention => 'case', subject => 'case', sealed_by => 'moving_in_id', journalled => false);

call platform.adopt('community.campaign', seen_through => 'everyone', retention => 'campaign', subject => 'none');
call platform.adopt('community.pledge',   seen_through => 'listed', retention => 'pledge', subject => 'pledger');
