-- One page of an index of items, with everything a line of a list needs; writes nothing.
-- KEYS[1] zset:   items
-- KEYS[2] hash:   the plans
-- KEYS[3] zset:   duties of the unit (may be left out, and KEYS[4] with it)
-- KEYS[4] zset:   complaints with the unit
-- ARGV    first rank, last rank, what stands before an item in the key of its hash
-- Answers {how many items the index holds, {ids and heads of the plans}, {record, progress, …},
-- {duties, the earliest due first}, how many complaints}. The hashes of the items are found on the
-- way: their keys hold the tag of KEYS, so they are on the same shard.
local rows = {}
for _, item in ipairs(redis.call('ZRANGE', KEYS[1], ARGV[1], ARGV[2])) do
  local found = redis.call('HMGET', ARGV[3] .. item, 'record', 'progress')
  rows[#rows + 1] = found[1] or ''
  rows[#rows + 1] = found[2] or ''
end
local duties, complaints = {}, 0
if KEYS[3] then
  duties = redis.call('ZRANGE', KEYS[3], 0, -1)
  complaints = redis.call('ZCARD', KEYS[4])
end
return {
  redis.call('ZCARD', KEYS[1]), redis.call('HGETALL', KEYS[2]), rows, duties, complaints
}
