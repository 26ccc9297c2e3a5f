namespace AutoCrm.SharedKernel;

/// <summary>A value object that a declared column keeps as its text: two values are equal when their texts are.</summary>
public interface ITextValue
{
    /// <summary>The canonical text.</summary>
    string Text { get; }
}
