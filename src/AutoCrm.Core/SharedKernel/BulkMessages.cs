namespace AutoCrm.SharedKernel;

/// <summary>Which messages a run over the whole base puts into the outbox, beside the one that sums it up.</summary>
public enum BulkMessages
{
    /// <summary>
    /// What concerns customers that were known before, and customers who came after the base's first run. The first run tells of no customer. The default.
    /// </summary>
    Known,

    /// <summary>What concerns any customer.</summary>
    All,

    /// <summary>None but the one that sums the run up.</summary>
    SummaryOnly,
}
