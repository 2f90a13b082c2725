-- The items of one number, those of the current plan first; writes nothing.
-- KEYS[1] hash:   the region
-- KEYS[2] hash:   the plans (a region has a handful)
-- KEYS[3] zset:   the items of the unit that asks
-- ARGV    number, what stands before an item in the key of its hash
-- Answers a list of {head of the plan, record, progress, 1 or 0: the unit reports on it}. For the
-- keys found on the way see page.lua.
local current = redis.call('HGET', KEYS[1], 'plan')
local heads = redis.call('HGETALL', KEYS[2])
local found = {}
for place = 1, #heads, 2 do
  local item = heads[place] .. ':' .. ARGV[1]
  local hash = redis.call('HMGET', ARGV[2] .. item, 'record', 'progress')
  if hash[1] then
    local theirs = redis.call('ZSCORE', KEYS[3], item)
    local row = {heads[place + 1], hash[1], hash[2], theirs and 1 or 0}
    table.insert(found, heads[place] == current and 1 or #found + 1, row)
  end
end
return found
