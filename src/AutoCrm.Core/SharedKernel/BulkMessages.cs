using System.Text.Json.Serialization;

namespace AutoCrm.SharedKernel;

/// <summary>Which messages a run over the whole base puts into the outbox, beside the one that sums it up.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BulkMessages>))]
public enum BulkMessages
{
    /// <summary>
    /// What concerns customers that were known before. A run that assesses the base publishes messages of customers who came after its first run, too, and in the first
    /// run of none; one that resolves identities publishes none of a new customer. The default.
    /// </summary>
    Known,

    /// <summary>What concerns any customer.</summary>
    All,

    /// <summary>None but the one that sums the run up.</summary>
    SummaryOnly,
}
