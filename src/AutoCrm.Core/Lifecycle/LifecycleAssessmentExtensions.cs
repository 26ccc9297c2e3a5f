using AutoCrm.Assessment;

namespace AutoCrm.Lifecycle;

/// <summary>The lifecycle of an assessment.</summary>
public static class LifecycleAssessmentExtensions
{
    extension(CustomerAssessment assessment)
    {
        /// <summary>The lifecycle, with the path to the stage.</summary>
        public LifecycleAssessment Lifecycle => assessment.Get(LifecycleAssessment.Definition);

        /// <summary>The lifecycle stage.</summary>
        public Stage Stage => assessment.Get(LifecycleAssessment.Definition).Stage;
    }
}
