-- One page of an index of items, with everything a line of a list needs; writes nothing.
-- KEYS[1] zset:   items
-- KEYS[2] hash:   the plans
-- ARGV    first rank, last rank, what stands before an item in the key of its hash
-- Answers {how many items the index holds, {ids and heads of the plans}, {record, progress, …}}.
-- The hashes of the items are found on the way: their keys hold the tag of KEYS, so they are on
-- the same shard.
local rows = {}
for _, item in ipairs(redis.call('ZRANGE', KEYS[1], ARGV[1], ARGV[2])) do
  local found = redis.call('HMGET', ARGV[3] .. item, 'record', 'progress')
  rows[#rows + 1] = found[1] or ''
  rows[#rows + 1] = found[2] or ''
end
return {redis.call('ZCARD', KEYS[1]), redis.call('HGETALL', KEYS[2]), rows}
