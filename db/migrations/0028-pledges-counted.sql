-- How many signed is asked on a page that everybody opens: counted from this alone.
create index pledge_counted on community.pledge (campaign_id, made_by) where withdrawn_at is null;
