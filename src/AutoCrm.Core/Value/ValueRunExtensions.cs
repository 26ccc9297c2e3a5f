using AutoCrm.Assessment;

namespace AutoCrm.Value;

/// <summary>What a run over the base found of value.</summary>
public static class ValueRunExtensions
{
    extension(AssessmentRun run)
    {
        /// <summary>How value is distributed over the base.</summary>
        public ValueDistribution ValueDistribution => run.FindSummary<ValueDistribution>()!;
    }
}
