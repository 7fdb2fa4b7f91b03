using Trasa.Engine.Stores;
using Trasa.Store.Compliance;

namespace Trasa.Engine.Storage.Tests;

public sealed class SqliteFixture() : StoreFixture(DatabaseKind.Sqlite);

public sealed class PostgresFixture() : StoreFixture(DatabaseKind.PostgreSql);

public sealed class SqliteInstanceStoreTests(SqliteFixture fixture) : InstanceStoreCompliance(fixture), IClassFixture<SqliteFixture>;

public sealed class PostgresInstanceStoreTests(PostgresFixture fixture) : InstanceStoreCompliance(fixture), IClassFixture<PostgresFixture>;

public sealed class SqliteEngineTests() : EngineCompliance(DatabaseKind.Sqlite);

public sealed class PostgresEngineTests() : EngineCompliance(DatabaseKind.PostgreSql);
