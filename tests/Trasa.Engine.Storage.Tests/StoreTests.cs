using Trasa.Engine.Stores;
using Trasa.Store.Compliance;

namespace Trasa.Engine.Storage.Tests;

public sealed class SqliteFixture() : StoreFixture(DatabaseKind.Sqlite);

public sealed class PostgresFixture() : StoreFixture(DatabaseKind.PostgreSql);

public sealed class SqliteInstanceStoreTests(SqliteFixture fixture) : InstanceStoreCompliance(fixture), IClassFixture<SqliteFixture>;

public sealed class PostgresInstanceStoreTests(PostgresFixture fixture) : InstanceStoreCompliance(fixture), IClassFixture<PostgresFixture>;

public sealed class SqliteInstanceQueriesTests(SqliteFixture fixture) : InstanceQueriesCompliance(fixture), IClassFixture<SqliteFixture>;

public sealed class PostgresInstanceQueriesTests(PostgresFixture fixture) : InstanceQueriesCompliance(fixture), IClassFixture<PostgresFixture>;

public sealed class SqliteDefinitionStoreTests(SqliteFixture fixture) : DefinitionStoreCompliance(fixture), IClassFixture<SqliteFixture>;

public sealed class PostgresDefinitionStoreTests(PostgresFixture fixture) : DefinitionStoreCompliance(fixture), IClassFixture<PostgresFixture>;

public sealed class SqliteEngineTests() : RunnerCompliance(DatabaseKind.Sqlite);

public sealed class PostgresEngineTests() : RunnerCompliance(DatabaseKind.PostgreSql);

public sealed class SqliteOutboxTests() : OutboxCompliance(DatabaseKind.Sqlite);

public sealed class PostgresOutboxTests() : OutboxCompliance(DatabaseKind.PostgreSql);

public sealed class SqliteHoldTests() : HoldCompliance(DatabaseKind.Sqlite);

public sealed class PostgresHoldTests() : HoldCompliance(DatabaseKind.PostgreSql);

public sealed class SqliteStepTests() : StepCompliance(DatabaseKind.Sqlite);

public sealed class PostgresStepTests() : StepCompliance(DatabaseKind.PostgreSql);

public sealed class SqliteEventDepthTests() : EventDepthCompliance(DatabaseKind.Sqlite);

public sealed class PostgresEventDepthTests() : EventDepthCompliance(DatabaseKind.PostgreSql);
