using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Customers;

/// <summary>A source states that the customer granted or withdrew a consent.</summary>
/// <param name="Source">The record or event that states it.</param>
/// <param name="Purpose">The purpose, such as <c>marketing</c>.</param>
/// <param name="Channel">The channel; <see langword="null"/> = any.</param>
/// <param name="IsGranted">Whether it was granted; otherwise it was withdrawn.</param>
/// <param name="At">When.</param>
public sealed record ConsentStatement(SourceRef Source, string Purpose, string? Channel, bool IsGranted, Instant At);
