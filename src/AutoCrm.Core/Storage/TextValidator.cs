using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Vehicles;

namespace AutoCrm.Storage;

/// <summary>Refuses records, events and lineage entries with a text that cannot be stored, and names the member.</summary>
internal static class TextValidator
{
    public static void Check(SourceRecord record)
    {
        var source = record.Source;
        Check(record.Name?.FullName, "Name", source);
        Check(record.Name?.Family, "Name.Family", source);
        Check(record.Name?.Given, "Name.Given", source);
        Check(record.Email?.Value, "Email", source);
        Check(record.Address?.Street, "Address.Street", source);
        Check(record.Address?.City, "Address.City", source);
        Check(record.Address?.PostalCode, "Address.PostalCode", source);
        Check(record.Address?.Country, "Address.Country", source);
        Check(record.Language, "Language", source);
        foreach (var phone in record.Phones)
        {
            Check(phone.Value, "Phones", source);
        }

        Check(record.Attributes, source);
    }

    public static void Check(CustomerEvent customerEvent)
    {
        var source = customerEvent.Source;
        Check(customerEvent.Topic, "Topic", source);
        Check(customerEvent.Channel, "Channel", source);
        Check(customerEvent.Note, "Note", source);
        Check(customerEvent.Attributes, source);
    }

    public static void Check(VehicleRecord vehicle)
    {
        var source = vehicle.Source;
        Check(vehicle.Plate, "Plate", source);
        Check(vehicle.Make, "Make", source);
        Check(vehicle.Model, "Model", source);
        Check(vehicle.Trim, "Trim", source);
        Check(vehicle.Fuel, "Fuel", source);
        Check(vehicle.Attributes, source);
    }

    public static void Check(LineageEntry entry)
    {
        var decision = $"{entry.Kind} {entry.Id}";
        Check(entry.By, "By", decision);
        Check(entry.Why, "Why", decision);
    }

    private static void Check(Attributes attributes, SourceRef source)
    {
        foreach (var (name, value) in attributes)
        {
            Check(name, "The name of an attribute", source);
            Check(value, $"Attributes[{name}]", source);
        }
    }

    private static void Check<T>(string? text, string member, T owner)
    {
        if (StorableText.FindInvalid(text) is { } character)
        {
            throw StorableText.CreateException($"{member} of {owner}", character);
        }
    }
}
