namespace AutoCrm.SharedKernel;

/// <summary>The subjects of messages that are about no single customer.</summary>
public static class MessageSubjects
{
    /// <summary>The whole base: <c>base</c>.</summary>
    public static string Base => "base";
}
