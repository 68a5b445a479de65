/**
 * Docker Official Images (docker-library/official-images, library/), with those that are no longer built but still
 * pulled; read 2026-11. A name without a registry that is none of these may as well be something else.
 */
const names = [
  'adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop bash',
  'bonita buildpack-deps busybox caddy cassandra centos chronograf cirros clefos clearlinux clickhouse clojure composer',
  'convertigo couchbase couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch',
  'elixir emqx erlang fedora flink fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell',
  'haxe hello-world hitch httpd hylang ibmjava influxdb irssi java jetty joomla jruby julia kapacitor kibana kong',
  'krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo mongo-express',
  'monica mono mysql nats nats-streaming neo4j neurodebian nextcloud nginx node notary odoo open-liberty openjdk',
  'opensuse oraclelinux orientdb percona perl photon php php-zendserver phpmyadmin plone postfixadmin postgres pypy',
  'python r-base rabbitmq rakudo-star redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust',
  'sapmachine scratch silverpeas sl solr sonarqube sourcemage spark spiped storm swarm swift swipl teamspeak telegraf',
  'thrift tomcat tomee traefik ubuntu unit valkey varnish vault websphere-liberty wordpress xwiki yourls znc zookeeper',
];

const official: ReadonlySet<string> = new Set(names.flatMap(line => line.split(' ')));

export const isOfficialImage = (shortName: string): boolean => official.has(shortName);
