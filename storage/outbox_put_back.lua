-- Puts a claimed envelope back: for later, aside, or as if it had never been claimed.
-- KEYS: envelope, the set of people to stand in, the held ones, then notice and tries of each.
-- ARGV: fencing token, pid, score (relative to server time unless it is empty), keep it sealed,
--       doubt, error, change of the attempts, tries kept, then the lines of the tries.
redis.replicate_commands()
if redis.call('HGET', KEYS[1], 'claim') ~= ARGV[1] then return 0 end
for place = 4, #KEYS, 2 do
  redis.call('HSET', KEYS[place], 'state', 'queued', 'error', ARGV[6])
  if ARGV[7] ~= '0' then redis.call('HINCRBY', KEYS[place], 'attempts', ARGV[7]) end
  for line = 9, #ARGV do redis.call('LPUSH', KEYS[place + 1], ARGV[line]) end
  if #ARGV > 8 then redis.call('LTRIM', KEYS[place + 1], 0, ARGV[8] - 1) end
end
if ARGV[5] == '1' then redis.call('HSET', KEYS[1], 'doubt', '1') end
if ARGV[4] == '1' or redis.call('HEXISTS', KEYS[1], 'doubt') == 1 then
  redis.call('HDEL', KEYS[1], 'claim')
else
  redis.call('DEL', KEYS[1])
end
local score = 0
if ARGV[3] ~= '' then
  local clock = redis.call('TIME')
  score = clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[3]
end
redis.call('ZREM', KEYS[3], ARGV[2])
redis.call('ZADD', KEYS[2], string.format('%.0f', score), ARGV[2])
return 1
