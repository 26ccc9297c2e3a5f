namespace AutoCrm.Value;

/// <summary>The value contributed by one kind of business.</summary>
/// <param name="Name">The component, such as <c>vehicle</c>, <c>service_parts</c>, <c>finance_insurance</c>, <c>other</c>.</param>
/// <param name="Margin">The margin, in the base currency; negative for costs.</param>
public readonly record struct ValueComponent(string Name, decimal Margin);
