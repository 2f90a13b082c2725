-- Claims entries of a queue: first those whose lease or back-off has ended, then those whose hour
-- has come.
-- KEYS[1] zset:   ready  (id, program time in ms from which it may go)
-- KEYS[2] zset:   leased (id, server time in ms at which claim or back-off ends)
-- KEYS[3] string: counter of fencing tokens
-- ARGV    how the keys of the entries begin (hashes of the same slot), program time in ms,
--         life of the claim in ms, how many at most
-- Answers {{id, fencing token, fields and values of the entry}, …}.
local clock = redis.call('TIME')
local server = clock[1] * 1000 + math.floor(clock[2] / 1000)
local limit = tonumber(ARGV[4])

local ids = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', server, 'LIMIT', 0, limit)
if #ids < limit then
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, limit - #ids)
  for _, id in ipairs(due) do table.insert(ids, id) end
end

local claimed = {}
for _, id in ipairs(ids) do
  local entry = ARGV[1] .. id
  local fence = redis.call('INCR', KEYS[3])
  redis.call('ZREM', KEYS[1], id)
  redis.call('ZADD', KEYS[2], string.format('%.0f', server + ARGV[3]), id)
  redis.call('HSET', entry, 'state', 'claimed', 'claim', fence)
  redis.call('HINCRBY', entry, 'attempts', 1)
  table.insert(claimed, {id, fence, redis.call('HGETALL', entry)})
end
return claimed
