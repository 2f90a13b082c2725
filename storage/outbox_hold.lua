-- Keeps a claimed envelope in hand for longer.
-- KEYS: envelope, held. ARGV: fencing token, milliseconds, pid. Answers 1 when the claim was ours.
if redis.call('HGET', KEYS[1], 'claim') ~= ARGV[1] then return 0 end
local clock = redis.call('TIME')
local ends = clock[1] * 1000 + math.floor(clock[2] / 1000) + ARGV[2]
redis.call('ZADD', KEYS[2], string.format('%.0f', ends), ARGV[3])
return 1
