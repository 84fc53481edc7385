/** The configuration of everything that meets a cluster: one file of properties, the environment, files of secrets. */
package dk.fristvagt.cli.config;
