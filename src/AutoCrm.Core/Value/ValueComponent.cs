namespace AutoCrm.Value;

/// <summary>What one kind of business has brought.</summary>
/// <param name="Name">The component, such as <c>vehicle</c>, <c>service_parts</c>, <c>finance_insurance</c>, <c>other</c>.</param>
/// <param name="Margin">The margin, in the base currency; negative where it cost the firm.</param>
public readonly record struct ValueComponent(string Name, decimal Margin);
