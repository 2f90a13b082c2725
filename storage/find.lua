-- One item by its number in the current plan; writes nothing.
-- KEYS[1] hash:   the region
-- KEYS[2] hash:   the plans
-- KEYS[3] zset:   the items of the unit that asks
-- ARGV    number, what stands before an item in the key of its hash
-- Answers {} without such an item, else {head of the plan, record, progress, 1 or 0: the unit
-- reports on it}. For the key found on the way see page.lua.
local plan = redis.call('HGET', KEYS[1], 'plan')
if not plan then return {} end
local item = plan .. ':' .. ARGV[1]
local found = redis.call('HMGET', ARGV[2] .. item, 'record', 'progress')
if not found[1] then return {} end
local theirs = redis.call('ZSCORE', KEYS[3], item)
return {redis.call('HGET', KEYS[2], plan), found[1], found[2], theirs and 1 or 0}
