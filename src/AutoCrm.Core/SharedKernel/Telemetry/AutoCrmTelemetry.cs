namespace AutoCrm.SharedKernel;

/// <summary>
/// The names by which a host subscribes to what AutoCrm reports of its work: <c>AddSource(AutoCrmTelemetry.SourceName)</c> and
/// <c>AddMeter(AutoCrmTelemetry.MeterName)</c>. No name, tag or message holds personal data.
/// </summary>
public static class AutoCrmTelemetry
{
    /// <summary>The source of activities, and the beginning of the categories of logs: <c>AutoCrm</c>.</summary>
    public const string SourceName = "AutoCrm";

    /// <summary>The meter: <c>AutoCrm</c>.</summary>
    public const string MeterName = "AutoCrm";

    /// <summary>The activities.</summary>
    public static class Activities
    {
        /// <summary>An import of a folder; tags <see cref="Tags.Files"/>, <see cref="Tags.Rows"/>, <see cref="Tags.Refused"/>.</summary>
        public const string Import = "autocrm.import";

        /// <summary>A resolution of the base; tags <see cref="Tags.Records"/>, <see cref="Tags.Customers"/>, <see cref="Tags.Merges"/>.</summary>
        public const string Resolve = "autocrm.resolve";

        /// <summary>An assessment of the base; tags <see cref="Tags.Customers"/>, <see cref="Tags.Written"/>.</summary>
        public const string Assess = "autocrm.assess";

        /// <summary>An assessment of one customer that is stored; tag <see cref="Tags.Written"/>.</summary>
        public const string AssessOne = "autocrm.assess_one";

        /// <summary>A commit of a unit of work; tag <see cref="Tags.Outcome"/>.</summary>
        public const string Commit = "autocrm.commit";

        /// <summary>An export of what is held about a person.</summary>
        public const string Export = "autocrm.export";

        /// <summary>The preparation of an erasure, which the commit carries out; tag <see cref="Tags.Records"/>.</summary>
        public const string Erase = "autocrm.erase";
    }

    /// <summary>The instruments.</summary>
    public static class Instruments
    {
        /// <summary>A counter of imported rows, by <see cref="Tags.File"/> and <see cref="Tags.Outcome"/>.</summary>
        public const string ImportedRows = "autocrm.import.rows";

        /// <summary>A histogram of the seconds that imports take.</summary>
        public const string ImportDuration = "autocrm.import.duration";

        /// <summary>A histogram of the seconds that resolutions take.</summary>
        public const string ResolveDuration = "autocrm.resolve.duration";

        /// <summary>A counter of customers merged by resolutions.</summary>
        public const string Merges = "autocrm.resolve.merges";

        /// <summary>A counter of customers assessed by runs over the base.</summary>
        public const string AssessedCustomers = "autocrm.assess.customers";

        /// <summary>A histogram of the seconds that assessments of the base take.</summary>
        public const string AssessDuration = "autocrm.assess.duration";

        /// <summary>A histogram of the seconds that commits take, by <see cref="Tags.Outcome"/>: <c>committed</c>, <c>lost</c> for a lost race, <c>failed</c>.</summary>
        public const string CommitDuration = "autocrm.commit.duration";

        /// <summary>A counter of erasures that were committed.</summary>
        public const string Erasures = "autocrm.erasures";
    }

    /// <summary>The tags of activities and measurements.</summary>
    public static class Tags
    {
        /// <summary>The number of files.</summary>
        public const string Files = "autocrm.files";

        /// <summary>The kind of a file, such as <c>customers</c>.</summary>
        public const string File = "autocrm.file";

        /// <summary>The number of rows.</summary>
        public const string Rows = "autocrm.rows";

        /// <summary>The number of refused rows.</summary>
        public const string Refused = "autocrm.refused";

        /// <summary>The number of source records.</summary>
        public const string Records = "autocrm.records";

        /// <summary>The number of customers.</summary>
        public const string Customers = "autocrm.customers";

        /// <summary>The number of customers merged.</summary>
        public const string Merges = "autocrm.merges";

        /// <summary>The number of assessments stored.</summary>
        public const string Written = "autocrm.written";

        /// <summary>What came of it, such as <c>added</c> or <c>lost</c>.</summary>
        public const string Outcome = "autocrm.outcome";
    }
}
