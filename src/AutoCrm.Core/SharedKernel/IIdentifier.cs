namespace AutoCrm.SharedKernel;

/// <summary>An <see cref="Id{T}"/> of whatever it names.</summary>
internal interface IIdentifier
{
    Guid Value { get; }
}
