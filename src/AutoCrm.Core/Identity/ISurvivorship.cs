using AutoCrm.Customers;
using AutoCrm.Timeline;

namespace AutoCrm.Identity;

/// <summary>Composes the golden record of a customer from its source records. Pure, and used by several threads at once.</summary>
public interface ISurvivorship
{
    /// <summary>Composes the golden record from the records of a customer. The result does not depend on their order.</summary>
    /// <param name="records">The records, at least one.</param>
    /// <param name="consents">The events of the records that change consents.</param>
    GoldenRecord GetGoldenRecord(IReadOnlyList<SourceRecord> records, IReadOnlyList<ConsentChanged>? consents = null);
}
