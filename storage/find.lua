-- The items of one number, those of the current plan first; writes nothing.
-- KEYS[1] hash:   the region
-- KEYS[2] hash:   the plans (a region has a handful)
-- KEYS[3] zset:   the items of the unit that asks
-- ARGV    what stands before an item in the key of its hash, number, another number or nothing:
--         one that a problem may have
-- Answers a list of {head of the plan, record, progress, 1 or 0: the unit reports on it}. For the
-- keys found on the way see page.lua.
local current = redis.call('HGET', KEYS[1], 'plan')
local heads = redis.call('HGETALL', KEYS[2])
local found, first = {}, 0
for place = 1, #heads, 2 do
  for name = 2, 3 do
    local item = heads[place] .. ':' .. ARGV[name]
    local hash = ARGV[name] ~= '' and redis.call('HMGET', ARGV[1] .. item, 'record', 'progress')
    if hash and hash[1] then
      local theirs = redis.call('ZSCORE', KEYS[3], item)
      local row = {heads[place + 1], hash[1], hash[2], theirs and 1 or 0}
      if heads[place] == current then
        first = first + 1
        table.insert(found, first, row)
      else
        table.insert(found, row)
      end
    end
  end
end
return found
