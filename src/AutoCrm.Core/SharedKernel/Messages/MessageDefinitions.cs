#pragma warning disable
namespace AutoCrm.SharedKernel;
public abstract class MessageDefinition { public string Type = ""; }
public sealed class MessageDefinition<T> : MessageDefinition { public MessageDefinition(string type) => Type = type; }
public sealed class MessageDefinitions { public OutboxMessage Create(IDomainEvent e) => OutboxMessage.From(e); }
