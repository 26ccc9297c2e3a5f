namespace AutoCrm.Timeline;

/// <summary>Who began a contact.</summary>
public enum Direction
{
    /// <summary>The customer.</summary>
    In,

    /// <summary>The firm.</summary>
    Out,
}
