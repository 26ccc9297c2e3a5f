namespace AutoCrm.Storage.PostgreSql;

/// <summary>
/// Keeps the outbox in the order of its positions. A sequence gives positions when messages are added, and they come to light when transactions commit, in
/// another order. So a transaction says before it adds messages, by a shared lock whose number holds the latest position, that later ones may follow; a claim
/// reads the latest position, then the lowest number that is held, and then the messages up to the lower of the two: all before them are committed or never will be.
/// </summary>
/// <remarks>Unlike the oldest open transaction (<c>pg_snapshot_xmin</c>), the lock is held by those alone that add messages, so a long read or an import delays none.</remarks>
internal static class PostgreSqlOutbox
{
    private const string Sequence = "outbox_position_seq";

    /// <summary>The upper 16 bits of the numbers; the lower 48 are a position.</summary>
    private const string Mark = "x'4143000000000000'::bigint";

    private const string ClaimLock = "x'6175746f63726d02'::bigint";

    private const string Latest = $"CASE WHEN s.is_called THEN s.last_value ELSE 0 END";

    private const string Held =
        "FROM pg_locks l WHERE l.locktype = 'advisory' AND l.mode = 'ShareLock' AND l.granted AND l.objsubid = 1 AND (l.classid::bigint >> 16) = x'4143'::bigint " +
        "AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())";

    private const string Position = "(((l.classid::bigint & 65535) << 32) | l.objid::bigint)";

    public const string Hold = $"SELECT pg_advisory_xact_lock_shared({Mark} | ({Latest})) FROM {Sequence} s";

    /// <summary>Each reads what is so when it runs, so they are statements of their own.</summary>
    public static readonly IReadOnlyList<string> BeginClaim =
    [
        $"SELECT pg_advisory_xact_lock({ClaimLock})",
        $"SELECT set_config('autocrm.latest', ({Latest})::text, true) FROM {Sequence} s",
        $"SELECT set_config('autocrm.claimable', least(current_setting('autocrm.latest')::bigint, (SELECT min({Position}) {Held}))::text, true)",
    ];

    public const string Condition = "m.position <= current_setting('autocrm.claimable')::bigint";

    public const string SelectHolder =
        "SELECT concat('process ', a.pid, ' (', coalesce(nullif(a.application_name, ''), a.usename::text), "
        + "coalesce(', in a transaction since ' || to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), ''), ')') "
        + $"FROM pg_stat_activity a JOIN (SELECT l.pid, min({Position}) AS position {Held} GROUP BY l.pid) h ON h.pid = a.pid "
        + "WHERE a.pid <> pg_backend_pid() ORDER BY h.position, a.xact_start LIMIT 1";
}
