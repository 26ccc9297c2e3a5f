namespace AutoCrm.Assessment;

/// <summary>
/// Assesses one section of a customer by the customer's own history. Pure: the same history and instant give the same section, without access to
/// clock or store. Used by several threads at once.
/// </summary>
/// <typeparam name="T">The type of the section.</typeparam>
public interface IAssessor<T>
    where T : class
{
    /// <summary>Returns the section, or <see langword="null"/> if there is nothing to say of the customer.</summary>
    T? Assess(AssessmentContext context);
}
