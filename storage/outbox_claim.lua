-- Claims envelopes: for each person all that may go to them now, as one message.
-- Those whose claim or back-off has ended first, then the people for whom a notice's hour has come.
-- KEYS[1] zset:   people  (pid, program time in ms from which a look is worth it)
-- KEYS[2] zset:   held    (pid, server time in ms at which claim or back-off ends)
-- KEYS[3] zset:   parked  (pid)
-- KEYS[4] zset:   waiting (notice id, program time in ms from which it may go)
-- KEYS[5] string: counter of fencing tokens
-- KEYS[6] hash:   pace
-- ARGV    how the keys begin of notices, queues of people, envelopes, people, tries (same slot);
--         program time in ms and ISO, life of the claim in ms, how many at most, most in one
--         envelope, messages a second, ms in which a slowed pace comes back, and in quiet hours
--         their end in ms and ISO (else empty), tries kept
-- Answers {{pid, fence, server ms, began, began_at, doubt, tried, person, {id, fields, …}}, …}.
redis.replicate_commands()
local notice_of, queue_of, envelope_of = ARGV[1], ARGV[2], ARGV[3]
local person_of, tries_of = ARGV[4], ARGV[5]
local now, now_iso, lease = ARGV[6], ARGV[7], ARGV[8]
local limit, most, base, back = tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]), ARGV[12]
local quiet_until, quiet_iso, kept = ARGV[13], ARGV[14], tonumber(ARGV[15])
local clock = redis.call('TIME')
local server = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function ms(number) return string.format('%.0f', number) end

-- The bucket: at most what may be sent in a second, filled at the rate that holds now.
local known = redis.call('HMGET', KEYS[6], 'tokens', 'at', 'rate', 'slowed')
local rate = base
if known[3] then
  rate = math.min(base, known[3] + base * (server - known[4]) / back)
end
local full = math.max(1, rate)
local tokens = full
if known[1] then tokens = math.min(full, known[1] + (server - known[2]) / 1000 * rate) end
limit = math.min(limit, math.floor(tokens))
if limit < 1 then return {} end

local function sealed(pid)
  local envelope = envelope_of .. pid
  local ids = redis.call('HGET', envelope, 'ids')
  if not ids then return nil end
  if redis.call('HEXISTS', envelope, 'claim') == 1 then
    redis.call('HSET', envelope, 'doubt', '1')
    for _, id in ipairs(cjson.decode(ids)) do
      redis.call('LPUSH', tries_of .. id, cjson.encode({at = now_iso, outcome = 'cut_off'}))
      redis.call('LTRIM', tries_of .. id, 0, kept - 1)
    end
  end
  return cjson.decode(ids)
end

-- What nobody has asked for waits while it is quiet.
local function ready(pid)
  local found = redis.call('ZRANGEBYSCORE', queue_of .. pid, '-inf', now, 'LIMIT', 0, most)
  if quiet_until == '' then return found end
  local asked = {}
  for _, id in ipairs(found) do
    if redis.call('HGET', notice_of .. id, 'asked') == '1' then
      table.insert(asked, id)
    else
      redis.call('ZADD', queue_of .. pid, quiet_until, id)
      redis.call('ZADD', KEYS[4], quiet_until, id)
      redis.call('HSET', notice_of .. id, 'not_before', quiet_iso)
    end
  end
  return asked
end

local claimed = {}
local function take(pid)
  local envelope, ids = envelope_of .. pid, sealed(pid)
  if not ids then
    ids = ready(pid)
    if #ids == 0 then
      local first = redis.call('ZRANGE', queue_of .. pid, 0, 0, 'WITHSCORES')
      redis.call('ZREM', KEYS[2], pid)
      if first[1] then redis.call('ZADD', KEYS[1], first[2], pid)
      else redis.call('ZREM', KEYS[1], pid) end
      return
    end
    redis.call('HSET', envelope, 'ids', cjson.encode(ids), 'began', ms(server), 'began_at', now)
  end
  local fence = redis.call('INCR', KEYS[5])
  redis.call('HSET', envelope, 'claim', fence)
  redis.call('ZREM', KEYS[1], pid)
  redis.call('ZADD', KEYS[2], ms(server + lease), pid)
  local notices = {}
  for _, id in ipairs(ids) do
    redis.call('HSET', notice_of .. id, 'state', 'claimed')
    redis.call('HINCRBY', notice_of .. id, 'attempts', 1)
    table.insert(notices, id)
    table.insert(notices, redis.call('HGETALL', notice_of .. id))
  end
  local told = redis.call('HMGET', envelope, 'began', 'began_at', 'doubt', 'tried')
  table.insert(claimed, {pid, fence, ms(server), told[1], told[2], told[3] or '', told[4] or '',
                         redis.call('HGETALL', person_of .. pid), notices})
end

for _, pid in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ms(server), 'LIMIT', 0, limit)) do
  take(pid)
end
-- People with whom all is done stand in front once more; looking at them must not cost a turn.
local looks = 0
while #claimed < limit and looks < 50 do
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, limit - #claimed)
  if #due == 0 then break end
  for _, pid in ipairs(due) do
    -- Whoever closes what is held puts the person here again.
    if redis.call('ZSCORE', KEYS[2], pid) or redis.call('ZSCORE', KEYS[3], pid) then
      redis.call('ZREM', KEYS[1], pid)
    else
      take(pid)
    end
  end
  looks = looks + 1
end

if #claimed > 0 then
  redis.call('HSET', KEYS[6], 'tokens', tokens - #claimed, 'at', ms(server))
  if known[3] and rate >= base then redis.call('HDEL', KEYS[6], 'rate', 'slowed') end
end
return claimed
