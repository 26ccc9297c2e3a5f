using AutoCrm.Assessment;

namespace AutoCrm.Value;

/// <summary>The value of an assessment.</summary>
public static class ValueAssessmentExtensions
{
    extension(CustomerAssessment assessment)
    {
        /// <summary>The value.</summary>
        public CustomerValue Value => assessment.Get(CustomerValue.Definition);

        /// <summary>The RFM figures.</summary>
        public RfmFigures Rfm => assessment.Get(RfmFigures.Definition);

        /// <summary>The RFM scores; <see langword="null"/> if there is no purchase, or the base has not been assessed.</summary>
        public RfmScore? RfmScore => assessment.Find(RfmScore.Definition);

        /// <summary>The tier; <see langword="null"/> if the base has not been assessed.</summary>
        public TierAssignment? Tier => assessment.Find(TierAssignment.Definition);
    }
}
